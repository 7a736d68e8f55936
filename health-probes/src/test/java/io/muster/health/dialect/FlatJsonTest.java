package io.muster.health.dialect;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.optionalDown;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Sign;
import io.muster.health.Snapshots;
import io.muster.lifecycle.LifecycleState;
import org.junit.jupiter.api.Test;

class FlatJsonTest {
    @Test
    void booleansAreOneFieldForEachCheck() {
        var snapshot = Snapshots.running(up("database"), up("gemini_api"), down("redis"));
        assertThat(FlatJson.booleans().say(snapshot, Question.at("", true)))
                .contains(new Answer(
                        false, "application/json", "{\"database\":true,\"gemini_api\":true,\"redis\":false}"));
        assertThat(FlatJson.booleans().say(snapshot, Question.at("/ready", true)))
                .isEmpty();
    }

    @Test
    void anOptionalOutageIsFalseAndPasses() {
        assertThat(FlatJson.booleans().say(Snapshots.running(optionalDown("chroma")), Question.at("", true)))
                .contains(new Answer(true, "application/json", "{\"chroma\":false}"));
    }

    @Test
    void wordsTellReadinessAndEachCheck() {
        var words = FlatJson.words();
        assertThat(words.say(Snapshots.running(up("database"), up("embedding_api")), Question.at("/ready", false)))
                .contains(new Answer(
                        true,
                        "application/json",
                        "{\"status\":\"ready\",\"database\":\"ok\",\"embedding_api\":\"ok\"}"));
        assertThat(words.say(Snapshots.running(down("database"), up("status")), Question.at("/ready", true)))
                .contains(new Answer(
                        false,
                        "application/json",
                        "{\"status\":\"not_ready\",\"database\":\"error\",\"check_status\":\"ok\"}"));
        assertThat(words.say(Snapshots.expired(Snapshots.running(up("database"))), Question.at("/ready", true))
                        .orElseThrow()
                        .body())
                .contains("\"database\":\"unknown\"");
    }

    @Test
    void wordsTellLivenessAlone() {
        var words = FlatJson.words();
        assertThat(words.say(
                        Snapshots.in(LifecycleState.DRAINING, true, down("database")), Question.at("/health", true)))
                .contains(new Answer(true, "application/json", "{\"status\":\"healthy\"}"));
        assertThat(words.say(Snapshots.withSigns(new Sign("declared", false, "x")), Question.at("/health", true)))
                .contains(new Answer(false, "application/json", "{\"status\":\"unhealthy\"}"));
        assertThat(words.say(Snapshots.running(), Question.at("", true))).isEmpty();
    }
}
