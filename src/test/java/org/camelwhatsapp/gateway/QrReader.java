package org.camelwhatsapp.gateway;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import java.util.Map;

/** Reads a code as a phone does. Its library finds some flawless images only when told that they are. */
final class QrReader {
    private static final List<Map<DecodeHintType, ?>> WAYS =
            List.of(Map.of(DecodeHintType.PURE_BARCODE, true), Map.of(DecodeHintType.TRY_HARDER, true), Map.of());

    private QrReader() {}

    static String read(LuminanceSource image) {
        AssertionError failure = new AssertionError("the image holds no code");
        for (Map<DecodeHintType, ?> way : WAYS) {
            try {
                return new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(image)), way)
                        .getText();
            } catch (ReaderException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }
}
