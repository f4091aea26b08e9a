/** What tests of routes share: a linked session between a route and the simulator. */
@org.jspecify.annotations.NullMarked
package org.camelwhatsapp.component.testing;
