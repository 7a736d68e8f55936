package io.muster.samples.orders;

import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.LiveConsole;
import io.muster.lifecycle.StartupReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where to look once the service is ready; where no terminal shows the start, also how it went. */
final class Welcome implements Attachment {
    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final LiveConsole console;

    Welcome(LiveConsole console) {
        this.console = console;
    }

    @Override
    public AutoCloseable open(LifecycleView view) {
        return view.listen(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (to == LifecycleState.RUNNING) {
                    say(view.startup()
                            .filter(report -> !console.active())
                            .map(StartupReport::toText)
                            .orElse(""));
                }
            }
        });
    }

    private void say(String report) {
        int port = OrdersVariables.early(OrdersVariables.PORT).orElseThrow();
        int probes = OrdersVariables.early(OrdersVariables.PROBE_PORT).orElseThrow();
        String text = report + """

                   curl -i localhost:%1$d/orders -d '{"item": "tea", "quantity": 2}'
                   curl -i localhost:%1$d/chat -d '{"message": "Which tea?"}'
                   http://localhost:%2$d/readyz?verbose
                   http://localhost:%2$d/health/readiness
                   http://localhost:%2$d/health/diagnostics
                """.formatted(port, probes);
        if (console.active()) {
            System.out.println(text);
        } else {
            log.info("{}: ready\n{}", "orders", text);
        }
    }
}
