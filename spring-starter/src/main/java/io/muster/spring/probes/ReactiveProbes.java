package io.muster.spring.probes;

import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeRequest;
import io.muster.health.http.ProbeResponse;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import reactor.core.publisher.Mono;

/** Answers probes below a path of a WebFlux application. */
final class ReactiveProbes implements WebHandler {
    private final String below;
    private final ProbeHandler handler;
    private final boolean forwarded;

    private ReactiveProbes(String below, ProbeHandler handler, boolean forwarded) {
        this.below = below;
        this.handler = handler;
        this.forwarded = forwarded;
    }

    /**
     * Before the application's own mappings, which may take every path.
     *
     * @param transformer of the web server: it puts a header's address in the place of the caller's and removes the header,
     *     so with one of them nobody knows who calls
     */
    static HandlerMapping at(
            String path, ProbeHandler handler, ObjectProvider<ForwardedHeaderTransformer> transformer) {
        boolean root = path.equals("/");
        var probes = new ReactiveProbes(
                root ? "" : path, handler, transformer.stream().findAny().isPresent());
        Stream<String> patterns = root
                ? handler.paths().stream().flatMap(each -> Stream.of(each, each + "/**"))
                : Stream.of(path + "/**");
        Map<String, WebHandler> mappings = patterns.collect(Collectors.toMap(each -> each, each -> probes));
        return new SimpleUrlHandlerMapping(mappings, Ordered.HIGHEST_PRECEDENCE + 100);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        ProbeResponse answer = handler.handle(read(request));
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentLength(answer.length());
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            return response.setComplete();
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private ProbeRequest read(ServerHttpRequest request) {
        String query = request.getURI().getRawQuery();
        InetSocketAddress remote = forwarded ? null : request.getRemoteAddress();
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach(headers::put);
        return new ProbeRequest(
                request.getMethod().name(),
                request.getPath().pathWithinApplication().value().substring(below.length()),
                query == null ? "" : query,
                headers,
                Optional.ofNullable(remote).map(InetSocketAddress::getAddress));
    }
}
