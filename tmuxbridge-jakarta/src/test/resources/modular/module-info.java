module com.example.terminals {
    requires io.tmuxbridge.core;
    requires io.tmuxbridge.jakarta;
    requires io.tmuxbridge.jwt;
    requires org.apache.tomcat.embed.core;
    requires org.apache.tomcat.embed.websocket;
}
