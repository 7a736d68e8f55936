package io.muster.spring.probes;

import io.muster.health.http.ProbeHandler;
import io.muster.health.servlet.ProbeServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** Answers probes below a path of a servlet container. */
final class ServletProbes extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String below;
    private final transient ProbeServlet probes;

    private ServletProbes(String below, ProbeHandler handler) {
        this.below = below;
        this.probes = new ProbeServlet(handler);
    }

    static ServletRegistrationBean<?> at(String path, ProbeHandler handler, String name) {
        boolean root = path.equals("/");
        String[] mappings = root
                ? handler.paths().stream()
                        .flatMap(each -> Stream.of(each, each + "/*"))
                        .toArray(String[]::new)
                : new String[] {path + "/*"};
        var servlet = new ServletProbes(root ? "" : path, handler);
        var registration = new ServletRegistrationBean<>(servlet, mappings);
        registration.setName(name);
        return registration;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        var mounted = new HttpServletRequestWrapper(request) {
            @Override
            public String getContextPath() {
                return super.getContextPath() + below;
            }
        };
        probes.service(mounted, response);
    }
}
