package io.muster.health.servlet;

import static java.util.Objects.requireNonNull;

import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeRequest;
import io.muster.health.http.ProbeResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mounts a {@link ProbeHandler} in a Jakarta Servlet container, at the paths that it has below the context path.
 * Thread-safe.
 *
 * <p>Probes on the port of the application wait for its threads: when all of them are busy, nobody answers. Prefer a port
 * of their own.
 */
@SuppressWarnings("exports") // whoever has a servlet container has the API; requiring it of everybody would not compile
public final class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ProbeHandler handler;

    /** Mounts {@code handler}. */
    public ProbeServlet(ProbeHandler handler) {
        this.handler = requireNonNull(handler, "handler");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProbeResponse answer = handler.handle(read(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.length());
        if (!request.getMethod().equals("HEAD")) {
            answer.writeTo(response.getOutputStream());
        }
    }

    private static ProbeRequest read(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        String query = request.getQueryString();
        return new ProbeRequest(
                request.getMethod(),
                uri.startsWith(context) ? uri.substring(context.length()) : uri,
                query == null ? "" : query,
                headers(request),
                ProbeRequest.address(String.valueOf(request.getRemoteAddr())));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, List.copyOf(Collections.list(request.getHeaders(name))));
        }
        return headers;
    }
}
