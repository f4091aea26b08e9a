package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** What a collection holds now: the code of the value at each place. */
@FunctionalInterface
public interface ValueMacs {
    /** The code of the value at this place, 32 bytes, or null if there is none. */
    byte @Nullable [] find(ByteString indexMac);
}
