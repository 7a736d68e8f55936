package io.muster.benchmarks.minimal;

import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves one text; says {@code READY} when it does, and ends with its input. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class MinimalService {
    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        var context = SpringApplication.run(MinimalService.class, arguments);
        System.out.println("READY");
        var unused = System.in.read();
        System.exit(SpringApplication.exit(context));
    }

    @GetMapping("/")
    String greet() {
        return "ok";
    }
}
