package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What STARTUP_VALIDATION_SKIP lets pass, and that it says so. */
class SkipsTest {
    private static final Variable<Integer> WORKERS = Variable.integer("WORKERS").range(1, 8);
    private static final Variable<Secret> SECRET = Variable.secret("SECRET");
    private static final Variable<String> NOTE = Variable.text("NOTE");
    private static final Variables ALL = Variables.of(WORKERS, SECRET, NOTE);

    private final Map<String, String> values =
            new HashMap<>(Map.of("WORKERS", "4", "SECRET", "Kx7p-LanTed-9qW-3nf8-zz41", "NOTE", "tea"));

    private Environment resolve(Variables variables) {
        return Environment.resolve(variables, Sources.environment(values));
    }

    private List<String> errors() {
        return texts(
                catchThrowableOfType(FailureException.class, () -> resolve(ALL)).findings());
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.code() + " " + finding.subject())
                .toList();
    }

    @Test
    void anErrorOfTheCodeIsAWarningAndTheValueCounts() {
        values.put("WORKERS", "9");
        values.put("STARTUP_VALIDATION_SKIP", "ENV-003");

        Environment environment = resolve(ALL);

        assertThat(environment.get(WORKERS)).isEqualTo(9);
        assertThat(texts(environment.warnings())).containsExactly("ENV-003 WORKERS", "ENV-041 STARTUP_VALIDATION_SKIP");
        assertThat(environment.warnings().get(0).message()).endsWith("; let pass by STARTUP_VALIDATION_SKIP");
        assertThat(environment.warnings().get(1).message())
                .isEqualTo("lets pass what ends other starts: ENV-003 (1 found)");
    }

    @Test
    void aVariableThatIsMissingStaysMissing() {
        values.remove("NOTE");
        values.put("STARTUP_VALIDATION_SKIP", " ENV-001 , redis,");

        assertThat(resolve(ALL).find(NOTE)).isEmpty();
    }

    @Test
    void theOthersAreErrorsStill() {
        values.put("WORKERS", "9");
        values.remove("NOTE");
        values.put("STARTUP_VALIDATION_SKIP", "ENV-003");

        assertThat(errors()).containsExactly("ENV-001 NOTE");
    }

    @Test
    void weakSecretsAreWrongInProductionWhateverItSays() {
        values.put("SECRET", "change_me_change_me_change_me_now");
        values.put("STARTUP_VALIDATION_SKIP", "ENV-010");

        assertThat(errors()).containsExactly("ENV-010 SECRET");
    }

    @Test
    void weakSecretsPassInProductionWhereTheApplicationAllowsIt() {
        values.put("SECRET", "change_me_change_me_change_me_now");
        values.put("STARTUP_VALIDATION_SKIP", "ENV-010,ENV-011");

        Environment environment = resolve(ALL.skipInProduction());

        assertThat(environment.get(SECRET).reveal()).isEqualTo("change_me_change_me_change_me_now");
        assertThat(texts(environment.warnings()))
                .containsExactly(
                        "ENV-010 SECRET", "ENV-041 STARTUP_VALIDATION_SKIP", "ENV-042 STARTUP_VALIDATION_SKIP");
    }

    @Test
    void weakSecretsPassInStaging() {
        values.put("ENVIRONMENT", "staging");
        values.put("SECRET", "change_me_change_me_change_me_now");
        values.put("STARTUP_VALIDATION_SKIP", "ENV-010");

        assertThat(texts(resolve(ALL).warnings())).containsExactly("ENV-010 SECRET", "ENV-041 STARTUP_VALIDATION_SKIP");
    }

    @Test
    void whatNothingNeedsIsReported() {
        values.put("STARTUP_VALIDATION_SKIP", "ENV-003,ENV-010");

        assertThat(resolve(ALL).warnings())
                .extracting(Finding::message)
                .containsExactly(
                        "lets nothing of ENV-010 pass: this is production", "names ENV-003, and nothing needs it");
    }
}
