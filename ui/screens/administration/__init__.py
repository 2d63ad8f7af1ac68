"""The catalogue thing by thing: platforms, resources, people, closures, and the rules that hold there."""
