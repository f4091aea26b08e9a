/** Groups: create, metadata, participants. */
@NullMarked
package org.camelwhatsapp.engine.group;

import org.jspecify.annotations.NullMarked;
