package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips of the fingers are found, other words are not. */
class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "database,  database,  0",
        "databse,   database,  1",
        "databasee, database,  1",
        "detabase,  database,  1",
        "adtabase,  database,  1",
        "databaes,  database,  1",
        "da-atbase, da-tabase, 1",
        "badc,      abcd,      2",
        "ca,        abc,       3",
        "kitten,    sitting,   3",
        "'',        abc,       3",
        "abc,       '',        3",
        "abab,      baba,      2",
        "aabb,      abab,      1",
        "xyab,      xzab,      1"
    })
    void slipsAreCounted(String written, String meant, int slips) {
        assertThat(Nearest.distance(written, meant)).isEqualTo(slips);
        assertThat(Nearest.distance(meant, written)).isEqualTo(slips);
    }

    @Test
    void twoSlipsOrAQuarterOfTheNameAreLetPass() {
        assertThat(Nearest.to("dtbase", List.of("database"))).contains("database");
        assertThat(Nearest.to("dtbse", List.of("database"))).isEmpty();
        assertThat(Nearest.to("order-reprter-srvic", List.of("order-reporter-service")))
                .contains("order-reporter-service");
        assertThat(Nearest.to("order-reprtr-srvic-xyz", List.of("order-reporter-service")))
                .isEmpty();
    }

    @Test
    void theNearestIsNamedAndOfEquallyNearOnesTheFirst() {
        assertThat(Nearest.to("cash", List.of("cashes", "cache"))).contains("cache");
        assertThat(Nearest.to("cach", List.of("catch", "cache"))).contains("cache");
    }

    @Test
    void caseAndSeparatorsAreNoSlips() {
        assertThat(Nearest.to("ORDER_STORE.MAIN", List.of("order-store-main"))).contains("order-store-main");
    }
}
