package org.camelwhatsapp.component.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which entries of the catalogues a test shows at work, through a route and on both sides. That every entry has one is
 * held by {@code EveryEntryHasARouteTest}; that a test did use what it names, by {@link LinkedRouteTest}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RouteTestOf {
    /** Names of operations that the test performs. */
    String[] operations() default {};

    /** Names of events that the test's route consumes. */
    String[] events() default {};
}
