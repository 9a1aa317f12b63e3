package io.tmuxbridge.examples.fault;

import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.transport.Subprotocol;
import java.util.List;
import java.util.Map;

/** A client whose line is broken again and again, and what it says of itself. */
interface FaultClient extends AutoCloseable {

    /** How a stream went on. */
    enum Resume {
        FRESH,
        RESUMED,
        GAP
    }

    /** The clients that are put to the test. */
    enum Kind {
        /** One that speaks JSON and binary in turn, and looks at every message. */
        STEADY,
        /** The library, by binary. */
        LIBRARY,
        /** The library, by JSON. */
        LIBRARY_JSON;

        /**
         * Whether it is one of those that {@code -Dfaults.clients=STEADY,LIBRARY} names: these two unless others are
         * named.
         */
        boolean wanted() {
            return List.of(System.getProperty("faults.clients", "STEADY,LIBRARY")
                            .split(","))
                    .contains(name());
        }

        /** How much of what the first one does in ./verify the others do, which have the same server to break. */
        int sample(int first) {
            return this == STEADY ? first : first / 3;
        }

        /**
         * Seconds between the program's bursts. A JSON message is larger and no use before it is whole: of what fits
         * before a cut less comes through, and who falls behind by more than a log holds has lost output.
         */
        String pause() {
            return this == LIBRARY_JSON ? "0.03" : "0.005";
        }

        /** Starts one that views the only pane of a session, with so much history. */
        FaultClient start(int port, String session, int history, boolean readOnly, SteadyClient.Screen screen)
                throws Exception {
            if (this == STEADY) {
                String more = ",\"history\":" + history + (readOnly ? ",\"access\":\"read\"" : "");
                return new SteadyClient(() -> port, session, more, screen).start();
            }
            TerminalSpec what = TerminalSpec.session(session).history(history);
            Subprotocol subprotocol = this == LIBRARY ? Subprotocol.BINARY : Subprotocol.JSON;
            return new LibraryClient(port, subprotocol, readOnly ? what.lookOn() : what, screen);
        }
    }

    /** Types; what cannot be sent now is sent when the line is back. */
    void type(byte[] data);

    int unacknowledged();

    /** What it would tell its user: these may not have arrived. */
    List<byte[]> notSent();

    /** What the contract does not allow. */
    List<String> violations();

    Map<Resume, Integer> resumes();

    /** How often lines ended with each code. */
    Map<Integer, Integer> closes();

    /** From the link being there again to the first output written, for each connection that came so far. */
    List<Long> nanosToRight();

    /** Whether it is connected and its terminal is right. */
    boolean isRight();

    @Override
    void close();
}
