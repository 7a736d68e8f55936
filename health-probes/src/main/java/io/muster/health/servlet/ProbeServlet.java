package io.muster.health.servlet;

import static java.util.Objects.requireNonNull;

import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeRequest;
import io.muster.health.http.ProbeResponse;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Mounts a {@link ProbeHandler} in a Jakarta Servlet container, at the paths that it has below the context path.
 * Thread-safe.
 *
 * <p>Who asks is who opened the connection, with the headers as they were sent, whatever filters made of both; who that is
 * behind a proxy, the handler's access decides. Where the container itself may have put another address in that place, as
 * Tomcat's {@code RemoteIpValve} does, nobody here can tell who asks, so only a token permits.
 *
 * <p>Probes on the port of the application wait for its threads: when all of them are busy, nobody answers. Prefer a port
 * of their own.
 */
@SuppressWarnings("exports") // whoever has a servlet container has the API; requiring it of everybody would not compile
public final class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Tomcat sets it where it may have taken the address out of a header, and that header away. */
    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

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
                headers(unwrapped(request)),
                remote(request));
    }

    private static Optional<InetAddress> remote(HttpServletRequest request) {
        return request.getAttribute(FORWARDED) == null
                ? ProbeRequest.address(String.valueOf(unwrapped(request).getRemoteAddr()))
                : Optional.empty();
    }

    private static Map<String, List<String>> headers(ServletRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        if (request instanceof HttpServletRequest http) {
            for (String name : Collections.list(http.getHeaderNames())) {
                headers.put(name, List.copyOf(Collections.list(http.getHeaders(name))));
            }
        }
        return headers;
    }

    /** As the container made it. */
    private static ServletRequest unwrapped(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }
}
