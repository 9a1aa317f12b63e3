package io.tmuxbridge.jakarta;

import java.util.List;

/** Whom the containers of these tests know. */
final class TestPeople {

    record Person(String name, String password, List<String> roles) {}

    static final List<Person> ALL = List.of(
            new Person("ada", "a-password", List.of("staff", "watchers")),
            new Person("vic", "v-password", List.of("watchers")),
            new Person("root", "r-password", List.of("ops")),
            new Person("eve", "e-password", List.of("visitors")));

    /** Roles that anybody of them has. */
    static final List<String> ROLES = List.of("staff", "watchers", "ops", "visitors");

    private TestPeople() {}
}
