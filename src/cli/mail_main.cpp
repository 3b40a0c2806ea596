// The program that `carefold mail` becomes.
#include "cli/cli.hpp"

#include <sys/stat.h>

int main(int count, char** arguments) {
    ::umask(S_IRWXG | S_IRWXO); // all it writes names people
    return carefold::cli::run(count, arguments, carefold::cli::mail);
}
