package io.tmuxbridge.jakarta.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.TestInfo;

/**
 * How a container answers a question of the contract that it does not answer as the others do. What holds there instead
 * is asserted in place of the question, and counted as such: neither passed nor, unless the assertion fails, failed.
 *
 * @param words what it does instead, for the table of docs/containers.md
 * @param check asserts it
 */
public record OwnWay(String words, Check check) {

    /** Looked for in reports by scripts/containers-table.mjs. */
    private static final String MARK = "its own way: ";

    /** Asserts what holds there. */
    @FunctionalInterface
    public interface Check {
        /**
         * Asserts it.
         *
         * @throws Exception as a test may
         */
        void run() throws Exception;
    }

    /**
     * Asserts what holds, and ends the test as answered in its own way.
     *
     * @throws Exception what the check throws, or the word that the question is not asked
     */
    void answer() throws Exception {
        check.run();
        counted(words);
    }

    /**
     * Ends a test that has been answered in the container's own way, all of which it has asserted.
     *
     * @param words what the container does instead
     */
    public static void counted(String words) {
        abort(MARK + words);
    }

    /** The name of a question: its method, and the number of its arguments where it has any. */
    static String name(TestInfo question) {
        String shown = question.getDisplayName();
        String arguments = shown.matches("\\[\\d+].*") ? shown.substring(0, shown.indexOf(']') + 1) : "";
        return question.getTestMethod().orElseThrow().getName() + arguments;
    }
}
