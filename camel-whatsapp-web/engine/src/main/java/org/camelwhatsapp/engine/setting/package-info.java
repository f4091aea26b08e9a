/** Settings of the account, shared by its devices. */
@NullMarked
package org.camelwhatsapp.engine.setting;

import org.jspecify.annotations.NullMarked;
