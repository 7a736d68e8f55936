package io.muster.validation.service;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** mongo-java-server that gives the answers of a real MongoDB to some commands: it has neither users nor members itself. */
final class MongoWith extends MemoryBackend implements AutoCloseable {
    private final Map<String, Document> answers = new ConcurrentHashMap<>();
    private final MongoServer server = new MongoServer(this);
    private final int port = server.bind().getPort();
    private boolean closed;

    /** From now on this command is refused with this code. */
    MongoWith refusing(String command, int code) {
        return answering(
                command, new Document("ok", 0).append("code", code).append("errmsg", "Planted: no " + command));
    }

    /** From now on this is the answer to this command, as clients write it or in lower case. */
    MongoWith answering(String command, Document answer) {
        answers.put(command.toLowerCase(Locale.ROOT), answer);
        return this;
    }

    /** A member of replica set {@code rs0} which is no primary, and knows of none. */
    MongoWith secondary() {
        var hello = new Document("ok", 1)
                .append("isWritablePrimary", false)
                .append("ismaster", false)
                .append("secondary", true)
                .append("setName", "rs0")
                .append("me", address())
                .append("hosts", List.of(address()))
                .append("minWireVersion", 0)
                .append("maxWireVersion", 17)
                .append("maxBsonObjectSize", 16 << 20)
                .append("maxMessageSizeBytes", 48_000_000)
                .append("maxWriteBatchSize", 100_000);
        return answering("hello", hello).answering("ismaster", hello);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        Document answer = answers.get(command.toLowerCase(Locale.ROOT));
        return answer != null ? answer : super.handleCommand(channel, database, command, query);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next();
        Document answer = answers.get(command.toLowerCase(Locale.ROOT));
        return answer != null ? answer : super.handleMessage(message);
    }

    @Override
    public void close() {
        // the server closes its backend in turn
        if (!closed) {
            closed = true;
            server.shutdownNow();
        }
    }
}
