package io.tmuxbridge.core.session;

/**
 * How a client's positions relate to those of the terminal that it views. They are the same unless the client was moved
 * there from another terminal of its session: then it keeps its epoch, and its positions go on where they were.
 *
 * @param epoch the epoch that the client was told
 * @param shift what is added to a position of the terminal's log to get the client's
 * @param since the position of the log, before the shift, from which on the client has been there
 */
record Lineage(String epoch, long shift, long since) {

    /** Of a client that was never moved. */
    static Lineage of(String epoch) {
        return new Lineage(epoch, 0, 0);
    }

    /** What a client asks for, in positions of the log; a point of any other epoch is none of this terminal's. */
    ViewRequest translate(ViewRequest request, String own) {
        return request.withResume(request.resume().map(point -> translate(point, own)));
    }

    private ViewRequest.ResumePoint translate(ViewRequest.ResumePoint point, String own) {
        if (point.epoch().equals(epoch)) {
            return new ViewRequest.ResumePoint(own, point.offset() - shift);
        }
        boolean another = point.epoch().equals(own);
        return another ? new ViewRequest.ResumePoint("", point.offset()) : point;
    }

    /** The same client in another terminal. */
    Lineage movedTo(long newShift, long newSince) {
        return new Lineage(epoch, newShift, newSince);
    }
}
