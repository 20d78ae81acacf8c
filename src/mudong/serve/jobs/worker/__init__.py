"""The process that generates: started for one job, killed without harm. Only it runs engines."""
