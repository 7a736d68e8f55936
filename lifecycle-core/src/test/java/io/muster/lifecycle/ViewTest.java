package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A view shows the service before its start, while it runs and after its end. */
@Timeout(30)
class ViewTest {
    private static final CheckPolicy SELDOM = CheckPolicy.every(Duration.ofMinutes(5));

    private final LifecycleManager app = LifecycleManager.named("orders");
    private final LifecycleView view = app.view();

    private void addTwo() {
        var database = app.add(component("database", () -> "db").check(db -> context -> HealthResult.up(), SELDOM));
        app.add(component("cache", () -> "cache").optional().after(database));
    }

    @Test
    void namesTheGraphBeforeItIsStarted() {
        addTwo();

        assertThat(view.state()).isEqualTo(LifecycleState.NEW);
        assertThat(view.reason()).isEmpty();
        assertThat(view.startup()).isEmpty();
        assertThat(view.components()).extracting(ComponentView::name).containsExactly("database", "cache");
        assertThat(view.components()).extracting(ComponentView::required).containsExactly(true, false);
        assertThat(view.components()).extracting(ComponentView::checked).containsExactly(true, false);
        assertThat(view.components().get(0).check()).isEmpty();
        assertThat(view.components().get(0).policy()).isSameAs(SELDOM);
        assertThat(view.components().get(1).waitsFor()).containsExactly("database");
    }

    @Test
    void knowsTheChecksOfARunningServiceAndWhyItEnded() {
        addTwo();
        app.start();

        assertThat(view.state()).isEqualTo(LifecycleState.RUNNING);
        assertThat(view.components().get(0).check()).isPresent();
        assertThat(view.components().get(0).startResult()).contains(HealthResult.up());
        assertThat(view.components().get(1).waitsFor()).containsExactly("database");

        view.probersTold();
        app.stop("enough");
        assertThat(view.state()).isEqualTo(LifecycleState.STOPPED);
        assertThat(view.reason()).isEqualTo("enough");
    }

    @Test
    void whatWasStoppedBeforeItsStartIsStopped() {
        app.stop("never wanted");

        assertThat(view.state()).isEqualTo(LifecycleState.STOPPED);
        assertThat(view.reason()).isEmpty();
    }

    @Test
    void probersOfAServiceThatIsNotStartedTellNothing() {
        view.probersTold();

        assertThat(view.state()).isEqualTo(LifecycleState.NEW);
        assertThat(view.gate()).isSameAs(app.gate());
        assertThat(view.redactor()).isSameAs(app.redactor());
        assertThat(view.service()).isEqualTo("orders");
    }
}
