package io.muster.health;

import io.muster.gates.ApiSignature;
import org.junit.jupiter.api.Test;

/** The public API is the committed one. */
class ApiSignatureTest {

    @Test
    void isTheCommittedOne() {
        ApiSignature.check("muster-health-probes");
    }
}
