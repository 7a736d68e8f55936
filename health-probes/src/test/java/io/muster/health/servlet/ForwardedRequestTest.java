package io.muster.health.servlet;

import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Snapshots;
import io.muster.health.http.Access;
import io.muster.health.http.ProbeHandler;
import io.muster.lifecycle.Secret;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.filters.RemoteIpFilter;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers and filters that believe a header put whom it names in the place of the caller: who is that, nobody can tell. */
class ForwardedRequestTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final String DETAIL = "db.internal";

    private final Tomcat tomcat = new Tomcat();
    private Context context;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addContext("", folder.toString());
        var handler = ProbeHandler.of(() -> Snapshots.running(up("database", "host", DETAIL)))
                .access(Access.loopback().networks("203.0.113.0/24").token(Secret.of(TOKEN)));
        Tomcat.addServlet(context, "probes", new ProbeServlet(handler)).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "probes");
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aValveThatBelievesAHeaderLetsNobodyIn() throws Exception {
        context.getPipeline().addValve(new RemoteIpValve());
        tomcat.start();
        letsNobodyIn();
    }

    @Test
    void aFilterOfTomcatThatBelievesAHeaderLetsNobodyIn() throws Exception {
        filter(new RemoteIpFilter());
        tomcat.start();
        letsNobodyIn();
    }

    @Test
    void aFilterThatWrapsTheRequestAndHidesTheHeaderLetsNobodyIn() throws Exception {
        filter(new Believing());
        tomcat.start();
        assertThat(get("User-Agent", "direct")).as("on this machine, directly").contains(DETAIL);
        letsNobodyIn();
    }

    private void letsNobodyIn() throws Exception {
        assertThat(get("X-Forwarded-For", "127.0.0.1")).doesNotContain(DETAIL);
        assertThat(get("X-Forwarded-For", "203.0.113.9")).doesNotContain(DETAIL);
        assertThat(get("X-Forwarded-For", "127.0.0.1", "Authorization", "Bearer " + TOKEN))
                .contains(DETAIL);
    }

    private void filter(Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName("forwarded");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName("forwarded");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
    }

    private String get(String... headers) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/health/readiness");
        var request = HttpRequest.newBuilder(uri).headers(headers).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** As Spring's ForwardedHeaderFilter does: the first address that is named is the caller, and no header is left. */
    private static final class Believing implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            var http = (HttpServletRequest) request;
            String named = http.getHeader("X-Forwarded-For");
            chain.doFilter(named == null ? request : new Believed(http, named), response);
        }
    }

    private static final class Believed extends HttpServletRequestWrapper {
        private final String caller;

        Believed(HttpServletRequest request, String caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public String getRemoteAddr() {
            return caller;
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf("X-Forwarded-For"::equalsIgnoreCase);
            return Collections.enumeration(names);
        }
    }
}
