/** Questions in JSON, by the number of a stored query: the way to newsletters and some parts of the account. */
@NullMarked
package org.camelwhatsapp.engine.mex;

import org.jspecify.annotations.NullMarked;
