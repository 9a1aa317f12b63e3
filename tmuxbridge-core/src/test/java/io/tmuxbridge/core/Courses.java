package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Courses by chance, each by a seed. One may be void, because tmux died of one of its own faults or nobody witnessed
 * it: it says nothing of the bridge, and another one is run in its place. That has an end, or a bridge that makes tmux
 * die would pass.
 */
final class Courses {

    private static final Logger LOG = LoggerFactory.getLogger(Courses.class);
    /** With few courses a share is no measure; with many it is one in twenty. */
    private static final int VOID = 3;

    private static final int ONE_IN = 20;

    private Courses() {}

    @FunctionalInterface
    interface Course {

        /**
         * Runs it.
         *
         * @param seed what its chance begins with
         * @return false when it is void
         */
        boolean isComplete(long seed) throws Exception;
    }

    /** Runs courses with seeds from the first one on until so many have come to their end. */
    static void complete(int courses, long first, Course course) throws Exception {
        int allowed = Math.max(VOID, courses / ONE_IN);
        int complete = 0;
        int empty = 0;
        while (complete < courses && empty <= allowed) {
            if (course.isComplete(first + complete + empty)) {
                complete++;
            } else {
                empty++;
            }
        }
        if (empty > 0) {
            LOG.warn("{} courses complete, {} void", complete, empty);
        }
        assertThat(empty)
                .as("void courses, of those that had to be %d, %d were complete", courses, complete)
                .isLessThanOrEqualTo(allowed);
    }
}
