package io.muster.lifecycle.testing;

import io.muster.gates.ApiSignature;
import org.junit.jupiter.api.Test;

/** The public API is the committed one. */
class ApiSignatureTest {

    @Test
    void isTheCommittedOne() {
        ApiSignature.check("muster-lifecycle-testing");
    }
}
