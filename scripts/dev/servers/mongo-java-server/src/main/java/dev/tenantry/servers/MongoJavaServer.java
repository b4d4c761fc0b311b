package dev.tenantry.servers;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/** mongo-java-server in memory, as a program: {@code <address> <port>}. */
public final class MongoJavaServer {
    /** The version whose behaviour it has, with the wire version of that: the driver refuses the 8 that it reports. */
    private record Reported() implements MongoVersion {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 13;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Reported || other == ServerVersion.MONGO_5_0;
        }

        @Override
        public int hashCode() {
            return ServerVersion.MONGO_5_0.hashCode();
        }
    }

    public static void main(String[] args) {
        new MongoServer(new MemoryBackend().version(new Reported())).bind(args[0], Integer.parseInt(args[1]));
    }
}
