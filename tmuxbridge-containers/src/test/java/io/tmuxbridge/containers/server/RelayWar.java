package io.tmuxbridge.containers.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The contract's web application: the adapter, and a bridge at the end of a line instead of the real one. */
final class RelayWar {

    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <listener>
                <listener-class>io.tmuxbridge.containers.relay.RelayListener</listener-class>
              </listener>
            </web-app>
            """;

    private RelayWar() {}

    /** Writes it. */
    static Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "WEB-INF/web.xml", WEB_XML.getBytes(StandardCharsets.UTF_8));
            entry(zip, "ready.txt", "ready".getBytes(StandardCharsets.UTF_8));
            for (Path each : libraries()) {
                if (Files.isDirectory(each)) {
                    classes(zip, each);
                } else {
                    entry(zip, "WEB-INF/lib/" + each.getFileName(), Files.readAllBytes(each));
                }
            }
        }
        return file;
    }

    private static List<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(
                        each -> each.matches(
                                ".*/(tmuxbridge-(api|jakarta|containers)/target/classes"
                                        + "|tmuxbridge-(api|jakarta|containers)-[^/]*(?<!tests)[.]jar|slf4j-[^/]*[.]jar|jspecify-[^/]*[.]jar)"))
                .map(Path::of)
                .toList();
    }

    private static void classes(ZipOutputStream zip, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                entry(zip, "WEB-INF/classes/" + directory.relativize(each), Files.readAllBytes(each));
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
