package io.muster.spring;

import io.muster.gates.ApiSignature;
import org.junit.jupiter.api.Test;

class ApiSignatureTest {
    @Test
    void thePublicApiIsTheCommittedOne() {
        ApiSignature.check("muster-spring-boot-starter");
    }
}
