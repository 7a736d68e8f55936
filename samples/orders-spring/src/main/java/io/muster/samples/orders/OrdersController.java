package io.muster.samples.orders;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers every request as the plain service does: by the same routes. */
@RestController
class OrdersController {
    private final Routes routes;

    OrdersController(Routes routes) {
        this.routes = routes;
    }

    @RequestMapping("/**")
    ResponseEntity<byte[]> answer(HttpServletRequest request) throws IOException {
        Answer answer = routes.answer(new Call(
                request.getMethod(),
                request.getRequestURI(),
                request.getHeader(Call.IDEMPOTENCY_KEY),
                request.getInputStream()));
        return ResponseEntity.status(answer.status())
                .headers(headers -> answer.headers().forEach(headers::set))
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.bytes());
    }
}
