/** The media host: where devices leave the files of messages and fetch them. */
@NullMarked
package org.camelwhatsapp.simulator.media;

import org.jspecify.annotations.NullMarked;
