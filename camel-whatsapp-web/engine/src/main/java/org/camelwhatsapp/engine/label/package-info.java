/** Labels and quick replies, shared by the devices of the account. */
@NullMarked
package org.camelwhatsapp.engine.label;

import org.jspecify.annotations.NullMarked;
