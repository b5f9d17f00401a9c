/* A library, and no plugin. */
extern int answer(void);
int answer(void) {
  return 42;
}
