// The program of the headers alone.

int main() { return 0; }
