package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionTest {

    private static final Pattern PARENT =
            Pattern.compile("<parent>.*?<version>(.+?)</version>.*?</parent>", Pattern.DOTALL);

    @Test
    void itIsThatOfThePom() throws IOException {
        Matcher version = PARENT.matcher(Files.readString(Path.of("pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(Version.current()).isEqualTo(version.group(1));
    }
}
