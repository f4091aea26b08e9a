/** Independent clients that run on Node: how they are installed, started and spoken to. */
@org.jspecify.annotations.NullMarked
package org.camelwhatsapp.interop.node;
