package io.tmuxbridge.core.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mockStatic;

import io.tmuxbridge.testkit.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.MockedStatic;

/** Named pipes between shell commands and a bridge. */
class NamedPipesTest {

    private final byte[] buffer = new byte[100];

    @TempDir
    private Path place;

    @Test
    void whatTheCommandIsGivenComesThroughToItsEnd() throws IOException {
        try (NamedPipes pipes = new NamedPipes(place);
                NamedPipe pipe = pipes.make().orElseThrow()) {
            Process command = shell(pipe.command());
            assertThat(pipe.poll(buffer, 100)).isZero();
            command.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            command.getOutputStream().flush();
            await().until(() -> pipe.poll(buffer, 3) == 3);
            assertThat(new String(buffer, 0, 3, StandardCharsets.US_ASCII)).isEqualTo("hel");
            assertThat(pipe.read(buffer, buffer.length)).isEqualTo(2);
            command.getOutputStream().close();
            assertThat(pipe.read(buffer, buffer.length)).as("the end").isEqualTo(-1);
            assertThat(files(pipes()))
                    .as("opened by both, its name is of no use")
                    .isEmpty();
        }
    }

    /** The bug: as long as too many files were open, each try left another name. */
    @Test
    void oneThatCannotBeOpenedLeavesNothing() throws IOException {
        try (NamedPipes pipes = new NamedPipes(place);
                MockedStatic<NamedPipe> opened = mockStatic(NamedPipe.class)) {
            opened.when(() -> NamedPipe.open(any(), any())).thenThrow(new IOException("too many open files"));
            assertThat(pipes.make()).isEmpty();
            assertThat(files(pipes())).isEmpty();
        }
    }

    @Test
    void aCommandThatIsLateIsWaitedFor() throws IOException {
        try (NamedPipes pipes = new NamedPipes(place);
                NamedPipe pipe = pipes.make().orElseThrow()) {
            Process command = shell("sleep 0.2; " + pipe.command());
            command.getOutputStream().write('y');
            command.getOutputStream().close();
            assertThat(pipe.read(buffer, buffer.length)).isEqualTo(1);
            assertThat(buffer[0]).isEqualTo((byte) 'y');
            assertThat(pipe.read(buffer, buffer.length)).isEqualTo(-1);
        }
    }

    /** Nothing more comes only when the command has nothing more, and neither because it was stopped. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeIsIdleWhenItsCommandHasNothingMoreToWrite() throws IOException {
        try (NamedPipes pipes = new NamedPipes(place);
                NamedPipe pipe = pipes.make().orElseThrow()) {
            assertThat(pipe.isIdle(0)).as("no command has opened it").isFalse();
            Process command = shell(pipe.command());
            command.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            command.getOutputStream().flush();
            assertThat(pipe.read(buffer, buffer.length)).isEqualTo(5);
            await().until(() -> pipe.isIdle(5));
            assertThat(pipe.isIdle(0)).as("what was read was not passed on yet").isFalse();
            assertThat(Signals.send("STOP", command.pid())).isTrue();
            await().until(() -> !pipe.isIdle(5));
            command.getOutputStream().write('!');
            command.getOutputStream().flush();
            assertThat(pipe.isIdle(5)).isFalse();
            assertThat(Signals.send("CONT", command.pid())).isTrue();
            assertThat(pipe.read(buffer, buffer.length)).isEqualTo(1);
            await().until(() -> pipe.isIdle(6));
            command.getOutputStream().close();
            assertThat(pipe.read(buffer, buffer.length)).isEqualTo(-1);
        }
    }

    @Test
    void closingEndsAReadThatWaits() {
        try (NamedPipes pipes = new NamedPipes(place)) {
            NamedPipe pipe = pipes.make().orElseThrow();
            Thread[] reader = new Thread[1];
            CompletableFuture<Integer> read = new CompletableFuture<>();
            reader[0] = new Thread(() -> read.complete(pipe.read(buffer, buffer.length)));
            reader[0].start();
            await().until(() -> Stream.of(reader[0].getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().startsWith("read") && frame.isNativeMethod()));
            pipe.close();
            assertThat(read.join()).isEqualTo(-1);
        }
    }

    /** Its shell opened a file of that name then, and wrote all that the pane printed to the disk. */
    @Test
    void aCommandThatIsLaterThanTheEndOfItsPipeWritesToNowhere() throws Exception {
        try (NamedPipes pipes = new NamedPipes(place)) {
            NamedPipe pipe = pipes.make().orElseThrow();
            pipe.close();
            Process command = shell(pipe.command());
            command.getOutputStream().write("secret".getBytes(StandardCharsets.US_ASCII));
            command.getOutputStream().close();
            assertThat(command.waitFor()).isZero();
            assertThat(files(pipes())).noneMatch(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        }
        assertThat(files(place)).isEmpty();
    }

    @Test
    void fewNamesOfPipesThatWereNeverOpenedAreLeft() throws IOException {
        try (NamedPipes pipes = new NamedPipes(place)) {
            for (int i = 0; i < NamedPipes.MOST_LEFT + 3; i++) {
                pipes.make().orElseThrow().close();
            }
            assertThat(files(pipes())).hasSize(NamedPipes.MOST_LEFT);
        }
    }

    @Test
    void onlyTheirUserCanReachThemAndNothingIsLeftBehind() throws IOException {
        NamedPipes pipes = new NamedPipes(place);
        assertThat(files(place)).isEmpty();
        NamedPipe pipe = pipes.make().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipes())))
                .isEqualTo("rwx------");
        pipes.close();
        assertThat(files(place)).isEmpty();
        assertThat(pipes.make()).isEmpty();
        pipe.close();
    }

    @Test
    void aPlaceThatAShellCouldMisreadIsNotUsed() throws IOException {
        Path odd = Files.createDirectory(place.resolve("a place; #(touch x)"));
        try (NamedPipes pipes = new NamedPipes(odd)) {
            assertThat(pipes.make()).isEmpty();
        }
        try (NamedPipes pipes = new NamedPipes(place.resolve("nowhere"))) {
            assertThat(pipes.make()).isEmpty();
        }
    }

    private Path pipes() throws IOException {
        return files(place).get(0);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static Process shell(String command) throws IOException {
        return new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
