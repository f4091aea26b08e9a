/** What the producer can do: one class per operation, found through the registry. */
@NullMarked
package org.camelwhatsapp.component.operation;

import org.jspecify.annotations.NullMarked;
