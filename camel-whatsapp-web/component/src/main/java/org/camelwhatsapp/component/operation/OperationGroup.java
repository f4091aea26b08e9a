package org.camelwhatsapp.component.operation;

import java.util.List;

/** The operations of one area. Adding an area is one class and one line in {@link Operations}. */
public interface OperationGroup {
    List<Operation<?>> operations();
}
