// The program that `carefold mail` becomes.
#include "cli/cli.hpp"

int main(int count, char** arguments) {
    return carefold::cli::run(count, arguments, carefold::cli::mail);
}
