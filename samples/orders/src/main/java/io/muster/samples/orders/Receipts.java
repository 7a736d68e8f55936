package io.muster.samples.orders;

import io.muster.lifecycle.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs order ids with the service's secret key. Thread-safe. */
final class Receipts {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final SecretKeySpec key;

    Receipts(Secret secretKey) {
        this.key = new SecretKeySpec(secretKey.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(UUID id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature = mac.doFinal(id.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(signature, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}
