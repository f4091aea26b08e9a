/** Messages in and out: pipelines, fan-out, retries, secrets. */
@NullMarked
package org.camelwhatsapp.engine.message;

import org.jspecify.annotations.NullMarked;
