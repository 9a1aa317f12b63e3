package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is wrong in the building of a bridge is told where it is given, and by its name. */
class BuilderArgumentsTest {

    @TestFactory
    Stream<DynamicTest> aNullIsRefusedWhereItIsGivenAndByItsName() {
        return Arrays.stream(BridgeBuilder.class.getMethods())
                .filter(method -> method.getDeclaringClass().getPackage() == BridgeBuilder.class.getPackage())
                .filter(method -> method.getParameterCount() == 1 && !method.getParameterTypes()[0].isPrimitive())
                .map(method -> DynamicTest.dynamicTest(method.getName(), () -> refusesNull(method)));
    }

    private static void refusesNull(Method method) {
        assertThatThrownBy(() -> method.invoke(BridgeBuilder.create(), (Object) null))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(NullPointerException.class)
                .message()
                .matches("[a-zA-Z]+"); // ours: the JVM's own says what cannot be invoked
    }

    @Test
    void aNumberOutOfRangeIsInvalid() {
        refused(builder -> builder.tmuxServers(0), "tmuxServers is 0: it must be 1 to 90");
        refused(builder -> builder.tmuxServers(91), "tmuxServers is 91: it must be 1 to 90");
        refused(builder -> builder.floodBytesPerSecond(0), "floodBytesPerSecond is 0: it must be at least 1");
        refused(builder -> builder.screensBytesPerSecond(0), "screensBytesPerSecond is 0: it must be at least 1");
    }

    private static void refused(Consumer<BridgeBuilder> setting, String message) {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() -> setting.accept(BridgeBuilder.create()))
                .withMessage(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
    }
}
