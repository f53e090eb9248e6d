/* The floor of the wire rig: connects to the venue, takes a number of clients, then copies what it reads from the one to each of the
 * others. A venue's frames and a server's look alike, so nothing is parsed. Arguments: venue port, number of clients. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CLIENTS_MAX 1024

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int without_delay(int socket) {
    int one = 1;
    if (setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) < 0) fail("TCP_NODELAY");
    return socket;
}

/* Reads a handshake up to its empty line, a byte at a time: frames may follow at once. */
static void read_head(int socket) {
    char last[4] = {0};
    while (memcmp(last, "\r\n\r\n", 4) != 0) {
        memmove(last, last + 1, 3);
        if (read(socket, last + 3, 1) != 1) fail("handshake");
    }
}

static void write_all(int socket, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(socket, bytes, length);
        if (written < 0) fail("write");
        bytes += written;
        length -= (size_t) written;
    }
}

int main(int count, char **arguments) {
    static const char hello[] = "GET / HTTP/1.1\r\nHost: venue\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n";
    /* Without the proof that RFC 6455 wants: the rig does not ask for it. */
    static const char welcome[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    static char buffer[65536];
    int clients[CLIENTS_MAX];
    if (count != 3) return 2;
    int wanted = atoi(arguments[2]);
    if (wanted < 1 || wanted > CLIENTS_MAX) return 2;

    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *) &address, length) < 0 || listen(listener, CLIENTS_MAX) < 0) fail("listen");
    if (getsockname(listener, (struct sockaddr *) &address, &length) < 0) fail("getsockname");
    int port = ntohs(address.sin_port);

    int venue = without_delay(socket(AF_INET, SOCK_STREAM, 0));
    address.sin_port = htons((unsigned short) atoi(arguments[1]));
    if (connect(venue, (struct sockaddr *) &address, sizeof address) < 0) fail("connect");
    write_all(venue, hello, sizeof hello - 1);
    read_head(venue);

    printf("PORT %d\n", port);
    fflush(stdout);
    for (int i = 0; i < wanted; i++) {
        clients[i] = without_delay(accept(listener, NULL, NULL));
        read_head(clients[i]);
        write_all(clients[i], welcome, sizeof welcome - 1);
    }
    for (;;) {
        ssize_t got = read(venue, buffer, sizeof buffer);
        if (got <= 0) return 0;
        for (int i = 0; i < wanted; i++) write_all(clients[i], buffer, (size_t) got);
    }
}
