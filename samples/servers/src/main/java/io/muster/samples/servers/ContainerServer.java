package io.muster.samples.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container. */
final class ContainerServer implements RunningServer {
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;
    private static final int PULL_MINUTES = 5;

    /**
     * Run by the image while nobody outside can connect, so that whoever waits for the port is never refused as unknown.
     * The access is that of the embedded server.
     */
    private static final String PREPARE_POSTGRES = """
            cat >"$PGDATA/pg_hba.conf" <<'END'
            local all all trust
            host all postgres all trust
            host all all all scram-sha-256
            END
            psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres <<'END'
            SET password_encryption = 'scram-sha-256';
            CREATE ROLE "%1$s" LOGIN PASSWORD '%2$s';
            CREATE DATABASE "%3$s" OWNER "%1$s";
            END
            """;

    private final GenericContainer<?> container;
    private final int port;
    private boolean frozen;

    private ContainerServer(GenericContainer<?> container, int innerPort) {
        this.container = container;
        container.start();
        this.port = container.getMappedPort(innerPort);
    }

    /** Whether the engine has the image or could get it; asked before, since Testcontainers would try for minutes. */
    static boolean canServe(String image) {
        DockerClient client = DockerClientFactory.lazyClient();
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return pull(client, image);
        }
    }

    private static boolean pull(DockerClient client, String image) {
        try {
            return client.pullImageCmd(image)
                    .exec(new PullImageResultCallback())
                    .awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
        } catch (DockerException | DockerClientException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static ContainerServer postgres(String image, int port, String user, String password, String database) {
        var name = DockerImageName.parse(image).asCompatibleSubstituteFor("postgres");
        var prepare = Transferable.of(PREPARE_POSTGRES.formatted(user, password, database));
        var container = new PostgreSQLContainer(name)
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword(password)
                .withCopyToContainer(prepare, "/docker-entrypoint-initdb.d/prepare.sh");
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + POSTGRES_PORT));
        return new ContainerServer(container, POSTGRES_PORT);
    }

    static ContainerServer redis(String image, int port, String password) {
        var container = new GenericContainer<>(DockerImageName.parse(image))
                .withExposedPorts(REDIS_PORT)
                .withCommand("redis-server", "--requirepass", password, "--save", "")
                .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + REDIS_PORT));
        return new ContainerServer(container, REDIS_PORT);
    }

    @Override
    public String servedBy() {
        return "Testcontainers with " + container.getDockerImageName();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
        frozen = true;
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
        frozen = false;
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
        frozen = false;
    }

    @Override
    public void close() {
        if (frozen) {
            thaw();
        }
        container.stop();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
