/** Media: key expansion, streaming encryption, upload, download and asking the phone for expired files. */
@NullMarked
package org.camelwhatsapp.engine.media;

import org.jspecify.annotations.NullMarked;
