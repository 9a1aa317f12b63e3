package io.tmuxbridge.spring;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application's own way in: a token that ada has. Nothing else is protected. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
class TokenDoor {

    static final Map<String, String> ADA = Map.of("Authorization", "Bearer of-ada");

    @Bean
    Authenticator tokens() {
        return credentials -> credentials.bearer().filter("of-ada"::equals).map(it -> Caller.of("ada", Role.OPERATOR));
    }
}
