/** Documents made from the catalogue of operations and events by the build. Not used at run time. */
@org.jspecify.annotations.NullMarked
package org.camelwhatsapp.component.catalog;
