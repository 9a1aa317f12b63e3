package io.tmuxbridge.client.internal;

/** The client, as one of its terminals sees it; in turns of the client. */
interface Company {

    /** This terminal wants to be asked for, now or after a rest. */
    void wants(Dialogue who, boolean afterRest);

    /** The server goes away: there is nothing to be had on this line. */
    void leave(String why);

    /** This terminal is over. */
    void over(Dialogue who);
}
