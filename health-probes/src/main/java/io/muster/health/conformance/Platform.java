package io.muster.health.conformance;

/** Somebody who probes: how it asks by default. What it accepts, {@link ProbeConformance} says. */
public enum Platform {
    /** Kubernetes: a new connection each time; 200 to 399 pass, 1 s at the most, 10 KiB of the body are read. */
    KUBELET("HTTP/1.1", "Host: %s\r\nUser-Agent: kube-probe/1.34\r\nAccept: */*\r\nConnection: close\r\n"),
    /** HAProxy's {@code httpchk}: HTTP/1.0 without any header; 2xx and 3xx pass; resets once it has the status line. */
    HAPROXY("HTTP/1.0", ""),
    /** Envoy: keeps its connection; only 200 passes. */
    ENVOY("HTTP/1.1", "host: service\r\nuser-agent: Envoy/HC\r\n"),
    /** AWS' application load balancer: names the address as host; only 200 passes. */
    ALB("HTTP/1.1", "Host: %s\r\nConnection: close\r\nUser-Agent: ELB-HealthChecker/2.0\r\nAccept-Encoding: gzip\r\n"),
    /** Google Cloud: only 200 passes; may look for a text in the first 1024 bytes, in ASCII. */
    GCP("HTTP/1.1", "Host: %s\r\nConnection: Keep-alive\r\nUser-Agent: GoogleHC/1.0\r\n"),
    /** Docker: runs a command; exit code 0 passes, 1 fails, 2 is reserved; 4,096 bytes of its output are kept. */
    DOCKER("", "");

    private final String version;
    private final String headers;

    Platform(String version, String headers) {
        this.version = version;
        this.headers = headers;
    }

    /** The whole request for {@code path} at {@code authority}. */
    String request(String path, String authority) {
        return "GET " + path + " " + version + "\r\n" + headers.replace("%s", authority) + "\r\n";
    }
}
